namespace Standins.Toxiproxy.Cli;

/// <summary>Options and words of one command. Options come before words; what follows the first word is words.</summary>
internal sealed class CliArguments
{
    private readonly List<(string Name, string Value)> _options = [];

    /// <param name="args">What follows the command's name.</param>
    /// <param name="help">Shown with a mistake.</param>
    /// <param name="options">Long names, each with a short one after a comma; '=' at the end means that a value follows.</param>
    /// <exception cref="CliFailure">An option is unknown or has no value.</exception>
    public CliArguments(IReadOnlyList<string> args, string help, params string[] options)
    {
        var i = 0;
        for (; i < args.Count && args[i].StartsWith('-') && args[i].Length > 1; i++)
        {
            var parts = args[i].TrimStart('-').Split('=', 2);
            var option = Array.Find([.. options, "help"], candidate => candidate.TrimEnd('=').Split(',').Contains(parts[0]))
                ?? throw Misused($"flag provided but not defined: -{parts[0]}", help);
            var name = option.TrimEnd('=').Split(',')[0];
            if (!option.EndsWith('='))
            {
                _options.Add((name, "true"));
            }
            else if (parts.Length > 1 || i + 1 < args.Count)
            {
                _options.Add((name, parts.Length > 1 ? parts[1] : args[++i]));
            }
            else
            {
                throw Misused($"flag needs an argument: -{parts[0]}", help);
            }
        }

        Words = [.. args.Skip(i)];
        Help = help;
        WantsHelp = Has("help") || Words is ["help" or "h", ..];
    }

    public string Help { get; }

    public bool WantsHelp { get; }

    public IReadOnlyList<string> Words { get; }

    public bool Has(string name) => _options.Exists(option => option.Name == name);

    public string? Value(string name) => _options.FindLast(option => option.Name == name).Value;

    public IEnumerable<string> Values(string name) => _options.Where(option => option.Name == name).Select(option => option.Value);

    private static CliFailure Misused(string problem, string help) => new(problem) { Help = $"Incorrect Usage: {problem}\n\n{help}" };

    /// <exception cref="CliFailure">The option was not given.</exception>
    public string Required(string name) => Value(name) is { Length: > 0 } value ? value : throw new CliFailure($"Required argument '{name}' was empty.\n") { Help = Help };

    /// <exception cref="CliFailure">There is no name.</exception>
    public string ProxyName() => Words.Count > 0 && Words[0].Length > 0 ? Words[0] : throw new CliFailure("Proxy name is required as the first argument.\n") { Help = Help };
}
