using Standins.Golang.Json;

namespace Ollama.Cli;

/// <summary>What was said in a conversation so far, and what its requests say beside it.</summary>
internal sealed class Session
{
    public required string Model { get; set; }

    /// <summary>As JSON.</summary>
    public string? Format { get; set; }

    public string? KeepAlive { get; init; }

    public bool Verbose { get; set; }

    /// <summary>Who the model is; said where the conversation stands, in place of the last message if that is one of these.</summary>
    public string? System
    {
        get;
        set
        {
            field = value;
            if (Said is [.., ("system", _)])
            {
                Said.RemoveAt(Said.Count - 1);
            }

            Said.Add(("system", value!));
        }
    }

    /// <summary>Options that were set, as JSON.</summary>
    public SortedDictionary<string, string> Options { get; } = new(StringComparer.Ordinal);

    public List<(string Role, string Text)> Said { get; } = [];

    /// <summary>Forgets what was said, and not who the model is.</summary>
    public void Forget()
    {
        Said.Clear();
        if (System is { } system)
        {
            Said.Add(("system", system));
        }
    }

    /// <summary>The request for the next answer: everything that was said, every time.</summary>
    public string Chat()
    {
        JsonText json = new JsonText().Open().Str("model", Model).Open("messages", '[');
        foreach ((string role, string text) in Said)
        {
            json.Open().Str("role", role).Str("content", text).Close();
        }

        return Rest(Format is { } format ? json.Close(']').Raw("format", format) : json.Close(']'));
    }

    /// <summary>The request that loads a model.</summary>
    public string Load(string model) => Rest(new JsonText().Open().Str("model", model));

    private string Rest(JsonText json)
    {
        json = KeepAlive is { } keep ? json.Str("keep_alive", keep) : json;
        json.Open("options");
        foreach ((string name, string value) in Options)
        {
            json.Raw(name, value);
        }

        return json.Close().Close().ToString();
    }
}
