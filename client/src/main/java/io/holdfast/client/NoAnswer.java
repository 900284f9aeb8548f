package io.holdfast.client;

import java.io.IOException;

/**
 * Nothing came back that could be read.
 *
 * @param sent false if the service certainly has not seen the request: there was no connection
 */
public record NoAnswer(IOException cause, boolean sent) implements Failure, Exchanged {}
