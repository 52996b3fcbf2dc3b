using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>
/// The server that the cases ask: the stand-in, or the one that CONFORMANCE_OLLAMA names. That one needs the models tiny, tiny2 and slow,
/// made with <c>standins/model</c> (1, 1 and 24 MiB); tiny and tiny2 with num_ctx 512 and num_predict 24.
/// </summary>
internal static class Target
{
    private static OllamaProcess? _own;

    public static Uri? Foreign { get; } = Environment.GetEnvironmentVariable("CONFORMANCE_OLLAMA") is { Length: > 0 } url ? new Uri(url) : null;

    public static async Task<Uri> ServerAsync() => Foreign ?? (_own ??= await OllamaProcess.StartAsync()).Server;

    /// <summary>Cases about processes, files and settings need a server of their own.</summary>
    public static void NeedsStandIn()
    {
        if (Foreign is not null)
        {
            Assert.Ignore("This case starts, kills and configures a server of its own; it runs against the stand-in only.");
        }
    }

    public static async Task StopAsync()
    {
        if (_own is not null)
        {
            await _own.DisposeAsync();
            _own = null;
        }
    }
}

[SetUpFixture]
public sealed class TargetLifetime
{
    [OneTimeTearDown]
    public Task StopTheServer() => Target.StopAsync();
}
