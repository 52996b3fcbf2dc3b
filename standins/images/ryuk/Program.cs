using System.Runtime.InteropServices;
using Ryuk;

// Removes what a test run made once nobody who announced it is connected any more. Exit 0: nothing is left; 1: something resisted.
try
{
    var settings = Settings.FromEnvironment();
    using var engine = await Engine.ConnectAsync("/var/run/docker.sock", settings.RequestTimeout);
    using var clients = new Clients(settings);
    using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context));
    using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context));

    clients.Listen();
    Log.Info("Started", ("port", settings.Port), ("api", engine.ApiVersion));
    await clients.WaitUntilAbandonedAsync();
    return await new Reaper(engine, settings).ReapAsync(clients.Filters) ? 0 : 1;

    void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        clients.ShutDown();
    }
}
catch (Exception e) when (e is HttpRequestException or FormatException or System.Net.Sockets.SocketException or OperationCanceledException)
{
    Log.Error("cannot start", ("error", e.Message));
    return 1;
}
