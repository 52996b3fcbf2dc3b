using System.Globalization;
using Ollama.Server;
using Ollama.Store;
using Standins.Golang.Json;

namespace Ollama.Scheduling;

/// <summary>Options of a request over those of the model over the defaults.</summary>
internal sealed class RunOptions
{
    private static readonly string[] Integers =
        ["num_keep", "seed", "num_predict", "top_k", "repeat_last_n", "num_ctx", "num_batch", "num_gpu", "main_gpu", "num_thread"];

    private static readonly string[] Floats =
        ["top_p", "min_p", "typical_p", "repeat_penalty", "temperature", "presence_penalty", "frequency_penalty"];

    /// <summary>Changing one of these needs another runner.</summary>
    private static readonly string[] OfRunner = ["num_ctx", "num_batch", "num_gpu", "main_gpu", "num_thread", "use_mmap"];

    private readonly Dictionary<string, JsonValue> _values = [];

    private RunOptions(int contextLength) => ContextLength = contextLength;

    /// <summary>Tokens that one request may fill.</summary>
    public int ContextLength { get; private set; }

    /// <summary>Most tokens of an answer; negative means no limit.</summary>
    public int Predict => (int)Number("num_predict", -1);

    /// <summary>Tokens of the beginning that a prompt keeps when it is too long.</summary>
    public int Keep => Math.Max(0, (int)Number("num_keep", 4));

    public long Seed => (long)Number("seed", 0);

    public IEnumerable<string> Stop => _values.TryGetValue("stop", out JsonValue? stop) ? stop.Items.Select(i => i.Text) : [];

    public string RunnerKey => string.Join(';', OfRunner.Select(o => o == "num_ctx" ? ContextLength.ToString(CultureInfo.InvariantCulture)
        : _values.TryGetValue(o, out JsonValue? v) ? v.Text : ""));

    /// <exception cref="ScheduleException">A value has the wrong type.</exception>
    public static RunOptions Of(Model model, JsonValue? request, int defaultContext)
    {
        var options = new RunOptions(defaultContext);
        options.Apply(model.Parameters);
        // They live as long as the model, the rest of the request does not.
        options.Apply(request?.Alone());
        options.ContextLength = Math.Max(4, (int)options.Number("num_ctx", defaultContext));
        return options;
    }

    /// <summary>A value that somebody typed, as JSON; null for a name that is unknown or a value of another kind.</summary>
    public static string? Json(string name, string text)
        => Integers.Contains(name) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? whole.ToString(CultureInfo.InvariantCulture)
            : Floats.Contains(name) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double real) && double.IsFinite(real) ? real.ToString(CultureInfo.InvariantCulture)
            : name == "use_mmap" && text is "true" or "false" ? text
            : name == "stop" ? $"[{string.Join(',', text.Split(' ').Select(t => JsonText.Quote(t)))}]"
            : null;

    /// <summary>No request gets more context than the model was trained for.</summary>
    public void CapContext(long trained)
    {
        if (trained > 0 && ContextLength > trained)
        {
            Log.Warn("server.go:167", "requested context size too large for model", ("num_ctx", ContextLength), ("n_ctx_train", trained));
            ContextLength = (int)trained;
        }
    }

    private void Apply(JsonValue? values)
    {
        foreach ((string name, JsonValue value) in values?.Members ?? [])
        {
            if (value.Kind == JsonKind.Null)
            {
                continue;
            }

            string? wanted = Integers.Contains(name) && value.Kind != JsonKind.Number ? "integer"
                : Floats.Contains(name) && value.Kind != JsonKind.Number ? "float32"
                : name == "use_mmap" && value.Kind != JsonKind.Bool ? "boolean"
                : name == "stop" && value.Kind != JsonKind.Array ? "array"
                : null;
            if (wanted is not null)
            {
                throw new ScheduleException(500, $"option {GoQuote.Double(name)} must be of type {wanted}");
            }

            if (name == "stop" && value.Items.Exists(i => i.Kind != JsonKind.String))
            {
                throw new ScheduleException(500, "option \"stop\" must be of an array of strings");
            }

            if (!Integers.Contains(name) && !Floats.Contains(name) && name is not ("use_mmap" or "stop"))
            {
                Log.Warn("types.go:753", "invalid option provided", ("option", name));
                continue;
            }

            _values[name] = value;
        }
    }

    private double Number(string name, double fallback)
        => _values.TryGetValue(name, out JsonValue? value) ? Math.Clamp(Math.Truncate(value.Number), int.MinValue, int.MaxValue) : fallback;
}
