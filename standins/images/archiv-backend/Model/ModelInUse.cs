using Archiv.Backend.Settings;

namespace Archiv.Backend.Model;

/// <summary>
/// Which model searches use: at first the variable's. The one wanted (file, else variable) becomes the one in use only after the warm-up has
/// seen it generate, at a start too: a name that does not load leaves the searches on the model that works.
/// </summary>
internal sealed class ModelInUse(BackendSettings settings, ILogger<ModelInUse> log)
{
    private volatile string name = settings.OllamaModel;
    private string? complaint;

    public string Name => name;

    /// <summary>Reads the mounted file again; while it is absent the variable counts, while it is malformed nothing changes.</summary>
    public string Wanted()
    {
        try
        {
            var wanted = ReadFile(settings.OllamaModelFile) ?? settings.OllamaModel;
            complaint = null;
            return wanted;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or FormatException)
        {
            if (complaint != wrong.Message)
            {
                complaint = wrong.Message;
                log.LogWarning("the model file is ignored: {Problem}", wrong.Message);
            }
            return name;
        }
    }

    public void Use(string verified)
    {
        log.LogInformation("the model in use changes from {Old} to {New}", name, verified);
        name = verified;
    }

    private static string? ReadFile(string? path)
    {
        if (path is null || !File.Exists(path))
        {
            return null;
        }
        var text = File.ReadAllText(path).Trim();
        return SettingsReader.IsModelName(text) ? text : throw new FormatException("it does not hold one model name");
    }
}
