package dev.onepool.connector.shopify;

import graphql.GraphQLContext;
import graphql.GraphQLException;
import graphql.execution.RawVariables;
import graphql.execution.ValuesResolver;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.VariableReference;
import graphql.parser.Parser;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.validation.Validator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares documents, variables and answers with a schema, and says what does not fit. */
final class GraphQlJudge {

  /** How the published descriptions say what the type system does not. */
  private static final String KEY_REQUIRED = "idempotency key is required";

  private final GraphQLSchema schema;

  GraphQlJudge(GraphQLSchema schema) {
    this.schema = schema;
  }

  /** Returns what is wrong with a document. */
  List<String> document(String text) {
    Document document = Parser.parse(text);
    List<String> problems = new ArrayList<>();
    new Validator().validateDocument(schema, document, Locale.ROOT).forEach(error -> problems.add(error.getMessage()));
    OperationDefinition operation = operation(document);
    for (Selection<?> selection : operation.getSelectionSet().getSelections()) {
      if (operation.getOperation() == OperationDefinition.Operation.MUTATION && selection instanceof Field field) {
        GraphQLFieldDefinition definition = schema.getMutationType().getFieldDefinition(field.getName());
        String description = definition == null ? null : definition.getDescription();
        if (description != null && description.contains(KEY_REQUIRED) && field.getDirectives("idempotent").isEmpty()) {
          problems.add("mutation " + field.getName() + " is without @idempotent, which its description requires");
        }
      }
    }
    return problems;
  }

  /** Returns what is wrong with a document's variables. */
  List<String> variables(String text, Map<String, Object> variables) {
    List<String> problems = new ArrayList<>();
    OperationDefinition operation = operation(Parser.parse(text));
    Set<String> unknown = new HashSet<>(variables.keySet());
    operation.getVariableDefinitions().forEach(definition -> unknown.remove(definition.getName()));
    unknown.forEach(name -> problems.add("variable " + name + " is not declared"));
    try {
      ValuesResolver.coerceVariableValues(
          schema, operation.getVariableDefinitions(), RawVariables.of(variables), GraphQLContext.getDefault(), Locale.ROOT);
    } catch (GraphQLException wrong) {
      problems.add(wrong.getMessage());
    }
    return problems;
  }

  /** Returns what in an answer's data is not as the schema says. */
  List<String> answer(String text, Map<String, Object> variables, @Nullable Object data) {
    Document document = Parser.parse(text);
    OperationDefinition operation = operation(document);
    GraphQLObjectType root = operation.getOperation() == OperationDefinition.Operation.MUTATION
        ? schema.getMutationType() : schema.getQueryType();
    List<String> problems = new ArrayList<>();
    new Walk(document, variables, problems).value(root, data, operation.getSelectionSet(), "data");
    return problems;
  }

  private static OperationDefinition operation(Document document) {
    return document.getFirstDefinitionOfType(OperationDefinition.class).orElseThrow();
  }

  /** One walk over an answer, beside its document. */
  private final class Walk {
    private final Document document;
    private final Map<String, Object> variables;
    private final List<String> problems;

    Walk(Document document, Map<String, Object> variables, List<String> problems) {
      this.document = document;
      this.variables = variables;
      this.problems = problems;
    }

    void value(GraphQLType type, @Nullable Object value, @Nullable SelectionSet selections, String path) {
      if (type instanceof GraphQLNonNull strict) {
        if (value == null) {
          problems.add(path + " is null");
        } else {
          value(strict.getWrappedType(), value, selections, path);
        }
      } else if (value == null) {
        return;
      } else if (type instanceof GraphQLList list) {
        if (value instanceof List<?> elements) {
          elements.forEach(element -> value(list.getWrappedType(), element, selections, path + "[]"));
        } else {
          problems.add(path + " is no list");
        }
      } else if (type instanceof GraphQLScalarType scalar) {
        scalar(scalar.getName(), value, path);
      } else if (type instanceof GraphQLEnumType choice) {
        if (choice.getValue(String.valueOf(value)) == null) {
          problems.add(path + " is " + value + ", none of " + choice.getName());
        }
      } else if (value instanceof Map<?, ?> map && selections != null) {
        Set<String> told = new HashSet<>();
        fields((GraphQLFieldsContainer) type, map, selections, path, true, told);
        map.keySet().stream().filter(key -> !told.contains(String.valueOf(key)))
            .forEach(key -> problems.add(path + "." + key + " was not asked for"));
      } else {
        problems.add(path + " is no object");
      }
    }

    private void scalar(String name, Object value, String path) {
      boolean fits = switch (name) {
        case "Int" -> value instanceof Integer || value instanceof Long number && number == number.intValue();
        case "Float" -> value instanceof Number;
        case "Boolean" -> value instanceof Boolean;
        case "DateTime" -> value instanceof String text && text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        default -> value instanceof String;
      };
      if (!fits) {
        problems.add(path + " is no " + name + ": " + value);
      }
    }

    private void fields(GraphQLFieldsContainer type, Map<?, ?> map, SelectionSet selections, String path, boolean sure,
        Set<String> told) {
      for (Selection<?> selection : selections.getSelections()) {
        if (selection instanceof Field field && included(field)) {
          told.add(field.getName());
          GraphQLFieldDefinition definition = type.getFieldDefinition(field.getName());
          if (definition == null) {
            problems.add(path + "." + field.getName() + " is no field of " + type.getName());
          } else if (map.containsKey(field.getName())) {
            value(definition.getType(), map.get(field.getName()), field.getSelectionSet(), path + "." + field.getName());
          } else if (sure) {
            problems.add(path + "." + field.getName() + " is missing");
          }
        } else if (selection instanceof InlineFragment fragment) {
          fields(named(fragment.getTypeCondition().getName()), map, fragment.getSelectionSet(), path,
              sure && fragment.getTypeCondition().getName().equals(type.getName()), told);
        } else if (selection instanceof FragmentSpread spread) {
          FragmentDefinition fragment = document.getDefinitionsOfType(FragmentDefinition.class).stream()
              .filter(one -> one.getName().equals(spread.getName())).findFirst().orElseThrow();
          fields(named(fragment.getTypeCondition().getName()), map, fragment.getSelectionSet(), path,
              sure && fragment.getTypeCondition().getName().equals(type.getName()), told);
        }
      }
    }

    private GraphQLFieldsContainer named(String name) {
      return (GraphQLFieldsContainer) schema.getType(name);
    }

    private boolean included(DirectivesContainer<?> field) {
      for (Directive directive : field.getDirectives("include")) {
        return directive.getArgument("if").getValue() instanceof VariableReference variable
            && Boolean.TRUE.equals(variables.get(variable.getName()));
      }
      return true;
    }
  }
}
