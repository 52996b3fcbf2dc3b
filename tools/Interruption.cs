using System.Runtime.InteropServices;

namespace Archiv.Tests.Tools;

/// <summary>Turns SIGINT, SIGTERM and SIGHUP into a token, so that a run can heal, clean and report before it ends.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly List<PosixSignalRegistration> registrations;

    /// <summary>Listens until it is disposed.</summary>
    public Interruption() => registrations =
    [
        .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            source.Cancel();
        })),
    ];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <inheritdoc />
    public void Dispose()
    {
        registrations.ForEach(registration => registration.Dispose());
        source.Dispose();
    }
}
