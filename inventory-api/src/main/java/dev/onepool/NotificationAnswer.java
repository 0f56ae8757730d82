package dev.onepool;

/**
 * What to answer to whoever sent a notification.
 *
 * @param status the HTTP status: 200 if it is taken in, or asks for nothing; 401 if it was not sent by the channel; 500 if it
 *     could not be taken in and should be sent again
 * @param due whether orders have changed that the ledger does not know yet; the next {@link Inventory#sync()} reads them, so
 *     call it soon
 * @param reason why, for a log; not to be sent
 */
public record NotificationAnswer(int status, boolean due, String reason) {}
