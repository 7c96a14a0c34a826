package io.freshet.standalone;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks whether an address answers with 200. */
final class HttpProbe {

    private static final int TIMEOUT_MS = 2_000;

    private HttpProbe() {}

    static boolean isOk(String url) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MS);
            connection.setReadTimeout(TIMEOUT_MS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }
}
