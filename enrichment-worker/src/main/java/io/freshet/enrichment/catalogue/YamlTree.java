package io.freshet.enrichment.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.AnchorNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * JSON of a YAML document, with the plain words of YAML 1.2: {@code NO} is a country and no boolean. Aliases stand for what
 * they name; the tree is bounded, so that they cannot multiply without end.
 */
final class YamlTree {

    private static final int MOST_NODES = 50_000;
    private static final int DEEPEST = 50;
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,17})\\.[0-9]{1,18}");

    private int nodes;

    private YamlTree() {}

    /** The tree is not one of plain data; {@code line} from 1. */
    static final class FormException extends Exception {

        private static final long serialVersionUID = 1L;

        private final int line;

        FormException(Mark mark, String message) {
            super(message);
            this.line = mark.getLine() + 1;
        }

        int line() {
            return line;
        }
    }

    static JsonNode of(Node root) throws FormException {
        return new YamlTree().read(root, 0);
    }

    private JsonNode read(Node node, int depth) throws FormException {
        if (++nodes > MOST_NODES || depth > DEEPEST) {
            throw new FormException(node.getStartMark(), "more than a provider file can hold");
        }
        return switch (node) {
            case MappingNode mapping -> object(mapping, depth);
            case SequenceNode sequence -> {
                ArrayNode list = JsonNodeFactory.instance.arrayNode();
                for (Node item : sequence.getValue()) {
                    list.add(read(item, depth + 1));
                }
                yield list;
            }
            case ScalarNode scalar -> scalar(scalar);
            case AnchorNode anchor -> read(anchor.getRealNode(), depth + 1);
            default -> throw new FormException(node.getStartMark(), "no plain data");
        };
    }

    private ObjectNode object(MappingNode mapping, int depth) throws FormException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw new FormException(entry.getKeyNode().getStartMark(), "a key that is no text");
            }
            if (object.has(key.getValue())) {
                throw new FormException(key.getStartMark(), "the key " + key.getValue() + " stands twice");
            }
            object.set(key.getValue(), read(entry.getValueNode(), depth + 1));
        }
        return object;
    }

    private static JsonNode scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
            return JsonNodeFactory.instance.textNode(text);
        }
        if (NULLS.contains(text)) {
            return JsonNodeFactory.instance.nullNode();
        }
        if (TRUE.contains(text) || FALSE.contains(text)) {
            return JsonNodeFactory.instance.booleanNode(TRUE.contains(text));
        }
        if (INTEGER.matcher(text).matches()) {
            return JsonNodeFactory.instance.numberNode(Long.parseLong(text));
        }
        return DECIMAL.matcher(text).matches()
                ? JsonNodeFactory.instance.numberNode(Double.parseDouble(text))
                : JsonNodeFactory.instance.textNode(text);
    }
}
