package dev.onepool.sandbox.shopify;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.language.SourceLocation;
import java.util.List;
import java.util.Map;

/** A call that the shop refuses as a whole, with the code that its error carries. */
final class ShopRefusal extends RuntimeException implements GraphQLError {

  private static final long serialVersionUID = 1L;

  private final String code;

  ShopRefusal(String code, String message) {
    super(message);
    this.code = code;
  }

  @Override
  public List<SourceLocation> getLocations() {
    return List.of();
  }

  @Override
  public ErrorClassification getErrorType() {
    return ErrorType.DataFetchingException;
  }

  @Override
  public Map<String, Object> getExtensions() {
    return Map.of("code", code);
  }
}
