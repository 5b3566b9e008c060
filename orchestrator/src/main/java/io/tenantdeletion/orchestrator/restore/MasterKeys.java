package io.tenantdeletion.orchestrator.restore;

import io.quarkus.runtime.Startup;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.orchestrator.job.RestoreConfig;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Wraps keys of jobs by AES-256-GCM (NIST SP 800-38D), each bound to its job's id. */
@Startup
@Singleton
class MasterKeys {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int ID_DIGITS = 16;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
    private final String current;

    MasterKeys(RestoreConfig config) {
        if (config.window().isNegative()) {
            throw new IllegalStateException("The configuration is wrong: deletion.restore.window is not negative");
        }
        List<String> all = new ArrayList<>(config.masterKey().stream().toList());
        if (config.enabled() && all.isEmpty()) {
            throw new IllegalStateException("The configuration is wrong: deletion.restore.enabled needs"
                    + " deletion.restore.master-key, 32 random bytes in base64");
        }
        config.previousMasterKeys().ifPresent(all::addAll);
        all.forEach(text -> add(text.strip()));
        this.current = keys.keySet().stream().findFirst().orElse(null);
    }

    private void add(String text) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException malformed) {
            key = new byte[0];
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalStateException(
                    "The configuration is wrong: a master key of deletion.restore is 32 bytes in base64");
        }
        keys.put(id(key), new SecretKeySpec(key, "AES"));
    }

    /** The name of the one that wraps. */
    String current() {
        return current;
    }

    /** Wraps a key with the current one. */
    byte[] wrap(JobId job, byte[] key) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] wrapped =
                    cipher(Cipher.ENCRYPT_MODE, keys.get(current), nonce, job).doFinal(key);
            return ByteBuffer.allocate(nonce.length + wrapped.length)
                    .put(nonce)
                    .put(wrapped)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The key; empty where the master key that has wrapped it is not known, or it is not this job's. */
    Optional<byte[]> unwrap(JobId job, String masterKey, byte[] wrapped) {
        SecretKeySpec key = keys.get(masterKey);
        if (key == null || wrapped.length <= NONCE_BYTES) {
            return Optional.empty();
        }
        try {
            byte[] nonce = Arrays.copyOf(wrapped, NONCE_BYTES);
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key, nonce, job)
                    .doFinal(wrapped, NONCE_BYTES, wrapped.length - NONCE_BYTES));
        } catch (GeneralSecurityException wrongKey) {
            return Optional.empty();
        }
    }

    /** A new key of a job. */
    byte[] random() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, JobId job) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(job.toString().getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }

    private static String id(byte[] key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key))
                    .substring(0, ID_DIGITS);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
