package io.tenantdeletion.commons.broker;

import java.io.IOException;

/** The broker has answered that it did not store a message. */
public final class MessageRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    MessageRefusedException() {
        super("The broker did not store the message");
    }
}
