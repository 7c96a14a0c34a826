package io.freshet.standalone;

/** What a person reads when everything is ready; the commands in it can be pasted as they are. */
final class Greeting {

    private static final int CNPJ = 14;

    private Greeting() {}

    static void print(FreshetSystem system, SystemOptions options, long milliseconds) {
        String company = system.simulator().tagged("deep").stream()
                .filter(id -> id.length() == CNPJ)
                .findFirst()
                .orElseThrow();
        System.out.printf(
                """

                Freshet is ready after %d ms. Providers: %s

                  REST         %s
                  management   %s
                  Kafka        %s
                  registry     %s
                  simulator    %s/_catalogue
                  API key      %s

                Refresh a company of the simulator:

                  KEY=%s
                  ID=$(curl -s %s/entities -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \\
                       -d '{"type":"company","country":"BR","taxId":"%s"}' | sed 's/.*"id":"\\([^"]*\\)".*/\\1/')
                  curl -s %s/entities/$ID/refresh -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \\
                       -H 'Prefer: wait=20' -d '{"depth":2}'
                %n""",
                milliseconds,
                options.live() ? "the real ones" : "the simulator (--live asks the real ones)",
                system.gatewayUrl(),
                system.managementUrl(),
                system.bootstrapServers(),
                system.registryUrl(),
                system.simulator().url(),
                system.apiKey(),
                system.apiKey(),
                system.gatewayUrl(),
                company,
                system.gatewayUrl());
    }
}
