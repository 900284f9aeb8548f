package io.holdfast.inventory;

import io.holdfast.ledger.Command;
import io.holdfast.ledger.Recorded;

/** Everything that somebody can ask of a stock item. Quantities are units, at least 1 unless the record says otherwise. */
public sealed interface StockItemCommand extends Command<Recorded<StockState>>
        permits RegisterStockItem,
                ReceiveStock,
                AdjustStock,
                ReserveStock,
                ReleaseStock,
                RaiseReservation,
                LowerReservation,
                PickStock,
                UnpickStock,
                DispatchStock,
                DeleteStockItem,
                CancelDeletion {

    /** The item that decides. */
    StockItemId item();
}
