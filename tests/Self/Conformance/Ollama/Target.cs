using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>
/// The server that the cases ask: the stand-in, or the one that CONFORMANCE_OLLAMA names. That one needs the models tiny, tiny2 and slow,
/// made with <c>standins/model</c> (1, 1 and 24 MiB); tiny and tiny2 with num_ctx 512 and num_predict 24. CONFORMANCE_OLLAMA_CLI names
/// a binary of the original on this machine: cases about commands, processes, files and settings start that one then.
/// </summary>
internal static class Target
{
    private static OllamaProcess? _own;
    private static ContainedServer? _contained;

    public static Uri? Foreign { get; } = Environment.GetEnvironmentVariable("CONFORMANCE_OLLAMA") is { Length: > 0 } url ? new Uri(url) : null;

    public static string? ForeignProgram { get; } = Environment.GetEnvironmentVariable("CONFORMANCE_OLLAMA_CLI") is { Length: > 0 } file ? file : null;

    public static bool IsForeign => Foreign is not null || ForeignProgram is not null;

    /// <summary>The server of the tables; in a container it is always the stand-in's image, started by Testcontainers.Ollama.</summary>
    public static async Task<Uri> ServerAsync(bool inContainer = false)
        => inContainer ? (_contained ??= await ContainedServer.StartAsync()).Server : Foreign ?? (_own ??= await OllamaProcess.StartAsync()).Server;

    /// <summary>Cases that say what the stand-in does otherwise, or use its own settings.</summary>
    public static void NeedsStandIn()
    {
        if (IsForeign)
        {
            Assert.Ignore("This case is about the stand-in only.");
        }
    }

    public static async Task StopAsync()
    {
        if (_own is not null)
        {
            await _own.DisposeAsync();
            _own = null;
        }

        if (_contained is not null)
        {
            await _contained.DisposeAsync();
            _contained = null;
        }
    }
}

[SetUpFixture]
public sealed class TargetLifetime
{
    [OneTimeTearDown]
    public Task StopTheServer() => Target.StopAsync();
}
