package io.tenantdeletion.orchestrator.restore;

import io.tenantdeletion.commons.contract.JobId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key of a job's restore logs. It never leaves this process; services get keys that are derived from it. */
public final class JobKey {

    private static final String HMAC = "HmacSHA256";
    private static final int HASH_BYTES = 32;

    private final JobId job;
    private final byte[] key;

    JobKey(JobId job, byte[] key) {
        this.job = job;
        this.key = key.clone();
    }

    /**
     * The key of one service, as it is sent: HKDF with SHA-256 (RFC 5869) without salt, 32 bytes, for the job's id and
     * the service's name; base64url.
     */
    public String of(String service) {
        byte[] info = (job + ":" + service).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(derived(key, info));
    }

    static byte[] derived(byte[] key, byte[] info) {
        byte[] secret = hmac(new byte[HASH_BYTES], key);
        // One block is all of it.
        byte[] block = Arrays.copyOf(info, info.length + 1);
        block[info.length] = 1;
        return hmac(secret, block);
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Says nothing of the key: this may be logged. */
    @Override
    public String toString() {
        return "key of job " + job;
    }
}
