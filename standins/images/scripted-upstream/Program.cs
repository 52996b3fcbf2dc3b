// A test double, not a stand-in: it stands between backend and model server, records every request,
// passes it on, or answers as a test has scripted. Port 11434 is the model server's, 8090 takes the script.
using ScriptedUpstream;

var upstream = new Uri(Environment.GetEnvironmentVariable("UPSTREAM") ?? "http://ollama:11434");
var records = new Records(new LeftOut(Environment.GetEnvironmentVariable("LEAVES_OUT")));
var script = new ScriptHolder();

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.ListenAnyIP(Ports.Model);
    kestrel.ListenAnyIP(Ports.Control);
});
await using var app = builder.Build();

app.MapWhen(
    context => context.Connection.LocalPort == Ports.Control,
    control => control.UseRouting().UseEndpoints(endpoints =>
    {
        endpoints.MapGet("/healthz", () => "ok");
        endpoints.MapPut("/script", (Script next) => script.Now = next);
        endpoints.MapGet("/script", () => script.Now);
        endpoints.MapDelete("/script", () => script.Now = Script.PassOn);
        endpoints.MapGet("/requests", () => records.All);
        endpoints.MapDelete("/requests", () => records.Clear());
    }));

using var forward = new Forward(upstream);
app.Run(async context =>
{
    var record = await records.Add(context.Request);
    try
    {
        var now = script.Now;
        await (now.Mode == Mode.PassOn || !HttpMethods.IsPost(context.Request.Method) || !context.Request.Path.StartsWithSegments(now.Path)
            ? forward.Send(context, record.Body)
            : now.Play(context));
        record.Status = context.Response.StatusCode;
    }
    catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
    {
        record.CallerLeft = true;
    }
});
await app.RunAsync();
