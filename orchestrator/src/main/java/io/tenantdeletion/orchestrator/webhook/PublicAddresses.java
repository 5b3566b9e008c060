package io.tenantdeletion.orchestrator.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are out in the Internet: those that the registries of IANA for special purposes (RFC 6890 and what
 * followed it) do not keep for something else. Of IPv6 only what is given out as global unicast, 2000::/3: so
 * unique-local and link-local addresses, and every form that carries an IPv4 address (mapped, compatible, NAT64), are
 * none of them.
 */
final class PublicAddresses {

    private static final List<Block> IPV4_ELSEWHERE = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            // Answers for a cloud's own machines, although it is public.
            "168.63.129.16/32");

    private static final Block IPV6_GLOBAL = Block.of("2000::/3");

    // Protocol assignments with Teredo, documentation, 6to4, documentation again.
    private static final List<Block> IPV6_ELSEWHERE = blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private PublicAddresses() {}

    /** Whether this address is one of them. */
    static boolean contain(InetAddress address) {
        byte[] octets = address.getAddress();
        return octets.length == 4
                ? IPV4_ELSEWHERE.stream().noneMatch(block -> block.contains(octets))
                : IPV6_GLOBAL.contains(octets) && IPV6_ELSEWHERE.stream().noneMatch(block -> block.contains(octets));
    }

    private static List<Block> blocks(String... blocks) {
        return Stream.of(blocks).map(Block::of).toList();
    }

    /** Addresses that begin alike. */
    private record Block(byte[] first, int bits) {

        static Block of(String text) {
            int slash = text.indexOf('/');
            try {
                byte[] first = InetAddress.getByName(text.substring(0, slash)).getAddress();
                return new Block(first, Integer.parseInt(text.substring(slash + 1)));
            } catch (UnknownHostException notALiteral) {
                throw new IllegalArgumentException(text, notALiteral);
            }
        }

        boolean contains(byte[] address) {
            if (address.length != first.length) {
                return false;
            }
            int whole = bits / Byte.SIZE;
            for (int index = 0; index < whole; index++) {
                if (address[index] != first[index]) {
                    return false;
                }
            }
            int rest = bits % Byte.SIZE;
            return rest == 0
                    || (address[whole] & 0xff) >> Byte.SIZE - rest == (first[whole] & 0xff) >> Byte.SIZE - rest;
        }
    }
}
