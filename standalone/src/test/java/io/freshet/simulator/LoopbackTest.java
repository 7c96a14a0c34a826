package io.freshet.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {

    private static final SimulatorFixture FIXTURE = new SimulatorFixture();

    @AfterAll
    static void end() {
        FIXTURE.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::"})
    void shouldNotListenOnOtherInterfaces(String address) {
        assertThatThrownBy(() -> Simulator.start(new InetSocketAddress(address, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loopback");
    }

    @ParameterizedTest
    @ValueSource(strings = {"freshet.example", "127.0.0.1.example:80", "localhost.example", "", "10.0.0.1"})
    void shouldRefuseOtherNamesThanThoseOfTheLoopbackInterface(String host) throws IOException {
        assertThat(sent("GET /_catalogue?limit=1 HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ");
        assertThat(sent("GET /brasilapi/x HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1:8089", "[::1]:8089"})
    void shouldAnswerUnderItsOwnNames(String host) throws IOException {
        assertThat(sent("GET /_catalogue?limit=1 HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET /\r\n\r\n",
                "GET / HTTP/2\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nno colon\r\n\r\n",
                "PUT /_faults HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
                "PUT /_faults HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                "PUT /_faults HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999\r\n\r\n",
                "PUT /_faults HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n"
            })
    void shouldRefuseWhatIsNoRequest(String bytes) throws IOException {
        assertThat(sent(bytes)).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void shouldRefuseAHeadWithoutEnd() throws IOException {
        assertThat(sent("GET / HTTP/1.1\r\nX: " + "x".repeat(40_000))).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void shouldReadChunksAndSeveralRequestsOfOneConnection() throws IOException {
        String answers = sent("""
                PUT /_faults HTTP/1.1
                Host: localhost
                Transfer-Encoding: chunked

                7
                {"times
                5
                ": 1}
                0

                GET /_faults HTTP/1.1
                Host: localhost
                Connection: close

                """.replace("\n", "\r\n"));
        assertThat(answers)
                .startsWith("HTTP/1.1 204 ")
                .contains("HTTP/1.1 200 ")
                .contains("\"left\":1");
    }

    private static String sent(String bytes) throws IOException {
        URI uri = URI.create(FIXTURE.simulator().url());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
