package io.freshet.enrichment.catalogue;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The text of a provider file, as a tree whose values know their lines, and what has been found wrong with it. */
final class ProviderFile {

    private final String name;
    private final JsonNode tree;
    private final @Nullable Node root;
    private final List<Fault> faults = new ArrayList<>();

    private ProviderFile(String name, JsonNode tree, @Nullable Node root) {
        this.name = name;
        this.tree = tree;
        this.root = root;
    }

    /** Reads a text. What is no YAML gives a file with that fault and an empty tree. */
    static ProviderFile of(String name, String text) {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            return root == null ? unreadable(name, 1, "is empty") : new ProviderFile(name, YamlTree.of(root), root);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            return unreadable(name, mark == null ? 1 : mark.getLine() + 1, "no YAML: " + e.getProblem());
        } catch (YAMLException e) {
            return unreadable(name, 1, "no YAML: " + firstLine(e));
        } catch (YamlTree.FormException e) {
            return unreadable(name, e.line(), String.valueOf(e.getMessage()));
        }
    }

    private static ProviderFile unreadable(String name, int line, String message) {
        ProviderFile file = new ProviderFile(name, MissingNode.getInstance(), null);
        file.faults.add(new Fault(name, line, "", message));
        return file;
    }

    String name() {
        return name;
    }

    JsonNode tree() {
        return tree;
    }

    List<Fault> faults() {
        return List.copyOf(faults);
    }

    JsonNode at(String pointer) {
        return tree.at(pointer);
    }

    /** Adds a fault of the value at a JSON Pointer, or of what is nearest above it. */
    void fault(String pointer, String message) {
        faults.add(new Fault(name, line(pointer), pointer, message));
    }

    /** Adds a fault in a text of several lines; the first has number 1. */
    void fault(String pointer, int lineOfText, String message) {
        Node node = node(pointer);
        boolean literal = node instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.LITERAL;
        int line = line(pointer) + (literal ? lineOfText : 0);
        faults.add(new Fault(name, line, pointer, message));
    }

    private int line(String pointer) {
        Node node = node(pointer);
        return node == null ? 1 : node.getStartMark().getLine() + 1;
    }

    private @Nullable Node node(String pointer) {
        Node node = root;
        for (JsonPointer rest = JsonPointer.compile(pointer); node != null && !rest.matches(); rest = rest.tail()) {
            Node child = child(node, rest.getMatchingProperty());
            if (child == null) {
                return node;
            }
            node = child;
        }
        return node;
    }

    private static @Nullable Node child(Node node, String key) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key)) {
                    return entry.getValueNode();
                }
            }
        }
        boolean index = key.matches("[0-9]{1,6}");
        if (node instanceof SequenceNode list
                && index
                && Integer.parseInt(key) < list.getValue().size()) {
            return list.getValue().get(Integer.parseInt(key));
        }
        return null;
    }

    private static String firstLine(YAMLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
