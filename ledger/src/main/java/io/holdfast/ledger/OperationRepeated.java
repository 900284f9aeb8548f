package io.holdfast.ledger;

import java.sql.SQLException;
import java.util.Locale;

/** The operation of this name has taken effect already. Nothing was stored; {@link Operations} answers what it came to. */
final class OperationRepeated extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final String CONSTRAINT = "ledger_operation";

    OperationRepeated() {
        super("The operation has taken effect already.", null, false, false);
    }

    /** Whether the unique key of operations refused the append: both databases name the constraint. */
    static boolean caused(SQLException refused) {
        for (SQLException next = refused; next != null; next = next.getNextException()) {
            if (String.valueOf(next.getMessage()).toLowerCase(Locale.ROOT).contains(CONSTRAINT)) {
                return true;
            }
        }
        return false;
    }
}
