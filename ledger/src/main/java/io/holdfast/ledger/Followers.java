package io.holdfast.ledger;

import java.util.List;

/** A kind of those who follow the ledger, all that this program has. Each kind is a bean. */
public interface Followers {

    /** How far each of them is. Cheap: it is asked every second. */
    List<Standing> standings();
}
