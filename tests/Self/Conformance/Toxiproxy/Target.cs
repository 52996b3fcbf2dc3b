using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Toxiproxy;

/// <summary>The server that the cases ask: the stand-in, or the one on this machine that CONFORMANCE_TOXIPROXY names.</summary>
internal static class Target
{
    private static readonly Lazy<ProxyServer> Own = new(() => ProxyServer.Start());

    public static Uri? Foreign { get; } = Environment.GetEnvironmentVariable("CONFORMANCE_TOXIPROXY") is { Length: > 0 } url ? new Uri(url) : null;

    public static Uri Server => Foreign ?? Own.Value.Api;

    /// <summary>Cases about the program itself, and those where the stand-in does better, need the stand-in.</summary>
    public static void NeedsStandIn()
    {
        if (Foreign is not null)
        {
            Assert.Ignore("This case starts a server of its own, or is about what the stand-in does better.");
        }
    }

    public static void Stop()
    {
        if (Own.IsValueCreated)
        {
            Own.Value.Dispose();
        }
    }
}

[SetUpFixture]
public sealed class TargetLifetime
{
    [OneTimeTearDown]
    public void StopTheServer() => Target.Stop();
}
