package io.tenantdeletion.commons.external;

/** What is called so is not to be removed, now or later: it leads somewhere else than it seems to. */
public class RefusedNameException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param why without the name, which may say something about somebody */
    public RefusedNameException(String why) {
        super(why);
    }
}
