using System.Globalization;

namespace Ollama.Server;

/// <summary>What the original does not have: how fast this one is. README.md holds the table.</summary>
internal sealed record StandinSettings(double LoadBandwidth, double PromptRate, double GenerationRate, double ClockRate, int PullTickMs, int AnswerTokens)
{
    public static StandinSettings Current { get; } = Read();

    private static StandinSettings Read()
    {
        StandinSettings preset = Text("STANDIN_PRESET") switch
        {
            // A 7B model on a few cores: a search (about 360 tokens in, 50 out) takes some 18 s when warm.
            "cpu" => new(250e6, 40, 5.5, 1, 1000, 128),
            _ => new(600e6, 2000, 80, 1, 1000, 64),
        };
        return new(
            Number("STANDIN_LOAD_BANDWIDTH", preset.LoadBandwidth),
            Number("STANDIN_PROMPT_RATE", preset.PromptRate),
            Number("STANDIN_GENERATION_RATE", preset.GenerationRate),
            Number("STANDIN_CLOCK_RATE", preset.ClockRate),
            (int)Number("STANDIN_PULL_TICK_MS", preset.PullTickMs),
            (int)Number("STANDIN_ANSWER_TOKENS", preset.AnswerTokens));
    }

    private static string Text(string name) => (Environment.GetEnvironmentVariable(name) ?? "").Trim();

    private static double Number(string name, double fallback)
        => double.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value > 0 ? value : fallback;
}
