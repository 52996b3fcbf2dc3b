// The original is written in F# and carries no annotations: code that compiles against one has to compile against the other.
#nullable disable
namespace NBomber.Contracts;

/// <summary>A response that may carry something for the steps after it.</summary>
/// <typeparam name="T">Type of what it carries.</typeparam>
public sealed record Response<T> : IResponse
{
    /// <inheritdoc/>
    public string StatusCode { get; init; } = "";

    /// <inheritdoc/>
    public bool IsError { get; init; }

    /// <inheritdoc/>
    public long SizeBytes { get; init; }

    /// <inheritdoc/>
    public double CustomLatencyMs { get; init; }

    /// <inheritdoc/>
    public string Message { get; init; } = "";

    /// <summary>What it carries; null where nothing was given.</summary>
    public Some<T> Payload { get; init; }
}
