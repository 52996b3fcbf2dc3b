using Standins.Golang.Json;

namespace Ollama.Cli;

/// <summary>An option of a command.</summary>
internal sealed record Flag(string Name, string Help, string Value = "", char Short = '\0');

/// <summary>What was typed after a command, sorted.</summary>
internal sealed record Typed(IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Flags)
{
    public bool Has(string flag) => Flags.ContainsKey(flag);

    public string? this[string flag] => Flags.GetValueOrDefault(flag);
}

/// <summary>A command of the command line: its arguments, options and work.</summary>
internal sealed record Command(string Name, string Synopsis, string Help, int Least, int Most, Flag[] Flags, Func<Typed, Task<int>> Run, string[]? Aliases = null)
{
    private static readonly Flag Helping = new("help", "", "", 'h');

    public bool Answers(string name) => Name == name || Aliases?.Contains(name) == true;

    /// <summary>Sorts the words; the message of the exception is the original's.</summary>
    public Typed Parse(ReadOnlySpan<string> words)
    {
        List<string> arguments = [];
        Dictionary<string, string> flags = [];
        for (int i = 0; i < words.Length; i++)
        {
            string word = words[i];
            if (word == "--")
            {
                arguments.AddRange(words[(i + 1)..]);
                break;
            }

            if (word.Length < 2 || word[0] != '-')
            {
                arguments.Add(word);
                continue;
            }

            string[] parts = word.TrimStart('-').Split('=', 2);
            Flag flag = word.StartsWith("--", StringComparison.Ordinal)
                ? Array.Find([.. Flags, Helping], f => f.Name == parts[0]) ?? throw new CliException($"unknown flag: --{parts[0]}")
                : Array.Find([.. Flags, Helping], f => f.Short == word[1]) ?? throw new CliException($"unknown shorthand flag: '{word[1]}' in {word}");
            if (flag.Value.Length == 0)
            {
                flags.Remove(flag.Name);
                if (parts.Length == 1 || IsTrue(flag, parts[1]))
                {
                    flags[flag.Name] = "true";
                }

                continue;
            }

            flags[flag.Name] = parts.Length > 1 ? parts[1]
                : ++i < words.Length ? words[i]
                : throw new CliException($"flag needs an argument: {(word[1] == '-' ? $"--{flag.Name}" : $"'{flag.Short}' in {word}")}");
        }

        return flags.ContainsKey("help") ? new Typed(arguments, flags) : Counted(new Typed(arguments, flags));
    }

    private static bool IsTrue(Flag flag, string value) => value switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => throw new CliException($"invalid argument {GoQuote.Double(value)} for \"{(flag.Short == '\0' ? "" : $"-{flag.Short}, ")}--{flag.Name}\" flag: "
            + $"strconv.ParseBool: parsing {GoQuote.Double(value)}: invalid syntax"),
    };

    private Typed Counted(Typed typed)
    {
        int count = typed.Arguments.Count;
        return Least == Most && count != Least ? throw new CliException($"accepts {Least} arg(s), received {count}")
            : count < Least ? throw new CliException($"requires at least {Least} arg(s), only received {count}")
            : typed;
    }
}
