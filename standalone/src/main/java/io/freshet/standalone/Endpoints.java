package io.freshet.standalone;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.embedded.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** The file {@code endpoints.json}, an interface for scripts; docs/operations/endpoints.md describes it. */
final class Endpoints {

    private Endpoints() {}

    /** Writes the file whole or not at all, readable by its owner alone since it holds the API key. */
    static void write(FreshetSystem system, Path file, Path supervisorLog) {
        ObjectNode document = new ObjectMapper().createObjectNode();
        document.put("gateway", system.gatewayUrl());
        document.put("management", system.managementUrl());
        document.put("apiKey", system.apiKey());
        document.put("bootstrapServers", system.bootstrapServers());
        document.put("schemaRegistry", system.registryUrl());
        document.putNull("socketIo");
        document.put("simulator", system.simulator().url());
        ArrayNode processes = document.putArray("processes");
        add(processes, "standalone", ProcessHandle.current().pid(), supervisorLog);
        add(processes, "postgres", system.postgres().pid(), supervisorLog);
        for (Map.Entry<String, ChildProcess> process : system.processes().entrySet()) {
            add(
                    processes,
                    process.getKey(),
                    process.getValue().pid(),
                    process.getValue().log());
        }
        try {
            Path draft = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    "endpoints",
                    ".json",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, document.toPrettyString() + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static void add(ArrayNode processes, String name, long pid, Path log) {
        processes
                .addObject()
                .put("name", name)
                .put("pid", pid)
                .put("log", log.toAbsolutePath().toString());
    }
}
