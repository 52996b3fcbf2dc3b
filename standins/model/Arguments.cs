namespace Archiv.Model;

/// <summary>Options of the form <c>--name value</c> and one plain argument.</summary>
internal sealed class Arguments
{
    private readonly List<(string Name, string Value)> _options = [];

    public Arguments(ReadOnlySpan<string> args)
    {
        for (int i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                Plain = args[i];
            }
            else if (i + 1 < args.Length)
            {
                _options.Add((args[i], args[++i]));
            }
            else
            {
                throw new ArgumentException($"{args[i]} needs a value");
            }
        }
    }

    public string Plain { get; } = "";

    public string One(string name, string? fallback = null)
        => All(name).LastOrDefault() ?? fallback ?? throw new ArgumentException($"{name} is missing");

    public string[] All(string name) => [.. _options.Where(o => o.Name == name).Select(o => o.Value)];
}
