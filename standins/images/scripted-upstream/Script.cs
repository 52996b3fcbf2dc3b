using System.Text;

namespace ScriptedUpstream;

/// <summary>What is answered to POST requests below one path; everything else passes.</summary>
/// <param name="Mode">How.</param>
/// <param name="Path">Beginning of the paths that it is for, by whole segments.</param>
/// <param name="Status">Status code of <see cref="Mode.Answer"/>.</param>
/// <param name="Body">Body, or its beginning.</param>
/// <param name="ContentType">Media type.</param>
internal sealed record Script(Mode Mode, string Path = "/api", int Status = 200, string Body = "{", string ContentType = "application/json")
{
    private static readonly TimeSpan DripInterval = TimeSpan.FromSeconds(1);

    /// <summary>The double is transparent.</summary>
    public static Script PassOn { get; } = new(Mode.PassOn);

    /// <summary>Answers as scripted.</summary>
    public async Task Play(HttpContext context)
    {
        var response = context.Response;
        var left = context.RequestAborted;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        switch (Mode)
        {
            case Mode.Truncate:
                // Kestrel closes in an orderly way when less came than was announced; an abort would be a reset.
                response.ContentLength = Encoding.UTF8.GetByteCount(Body) + 100;
                await response.WriteAsync(Body, left);
                break;
            case Mode.Reset:
                await response.WriteAsync(Body, left);
                await response.Body.FlushAsync(left);
                // A lifetime abort resets the connection instead of ending the body.
                context.Abort();
                break;
            case Mode.Drip:
                using (var ticks = new PeriodicTimer(DripInterval))
                {
                    do
                    {
                        await response.WriteAsync(" ", left);
                        await response.Body.FlushAsync(left);
                    }
                    while (await ticks.WaitForNextTickAsync(left));
                }

                break;
            default:
                await response.WriteAsync(Body, left);
                break;
        }
    }
}
