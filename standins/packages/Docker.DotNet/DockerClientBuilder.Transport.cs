namespace Docker.DotNet;

/// <summary>A builder whose transport is settled.</summary>
/// <typeparam name="TTransportOptions">The transport's settings.</typeparam>
public class DockerClientBuilder<TTransportOptions> : DockerClientBuilder;
