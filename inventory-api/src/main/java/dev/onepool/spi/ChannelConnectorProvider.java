package dev.onepool.spi;

/**
 * Makes connectors of one kind. It is found by {@link java.util.ServiceLoader} or registered by hand; finding it
 * activates nothing, a configured channel does.
 *
 * <p>A provider is public and final, its public constructor without parameters does nothing, and it keeps no state.
 */
public interface ChannelConnectorProvider {

  /** The version of this interface. A provider returns the one it was compiled against. */
  int SPI_VERSION = 1;

  /** Returns the kind's name, such as {@code "shopify"}: lower case letters, digits and hyphens; the same on every call. */
  String id();

  /** Returns {@link #SPI_VERSION}, as a literal that the compiler copies into the provider. */
  int spiVersion();

  /** Returns the settings that a channel of this kind has. */
  SettingsSpec settings();

  /**
   * Returns a connector for one account, ready to use. Makes no call and starts no thread.
   *
   * @param context what the connector may use; its settings have passed {@link #settings()}
   */
  ChannelConnector create(ConnectorContext context);
}
