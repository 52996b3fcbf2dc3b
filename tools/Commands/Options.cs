using System.CommandLine;

namespace Archiv.Tests.Tools.Commands;

/// <summary>Kinds of options that several commands have.</summary>
internal static class Options
{
    /// <summary>An option that takes several words, apart or with commas between.</summary>
    public static Option<string[]> List(string name, string description, string helpName) => new(name)
    {
        Description = description,
        HelpName = helpName,
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries))],
    };
}
