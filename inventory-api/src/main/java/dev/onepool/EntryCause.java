package dev.onepool;

/** Why a {@link LedgerEntry} was written. */
public enum EntryCause {
  /** Goods came in. */
  RECEIPT,
  /** A checkout reserved units. */
  RESERVATION,
  /** A reservation ended without a sale: released, or expired. */
  RELEASE,
  /** A channel sold units. */
  SALE,
  /** A sale, or a part of it, was cancelled before it was shipped. */
  CANCELLATION,
  /** Units left for a customer. */
  SHIPMENT,
  /** A shipment was voided: the units are held for the order again. */
  SHIPMENT_VOIDED,
  /** Units came back. */
  RETURN,
  /** A reported return was taken back. */
  RETURN_VOIDED,
  /** Returned units were put back on sale. */
  RESTOCK,
  /** A reported restock was taken back. */
  RESTOCK_VOIDED,
  /** A person corrected the number. */
  ADJUSTMENT,
  /** A count found another number. */
  COUNT,
  /** Units moved between two locations. */
  TRANSFER,
  /** Units of a transfer will not come in any more. */
  TRANSFER_LOSS,
  /** Units shipped that the ledger did not know to be there: found at the moment of shipping. */
  FOUND_AT_SHIPMENT,
  /** Units that arrived were given to a promise that was short. */
  SHORTFALL_FILLED
}
