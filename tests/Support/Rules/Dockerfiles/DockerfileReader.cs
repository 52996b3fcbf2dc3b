using System.Text;
using System.Text.RegularExpressions;

namespace Archiv.Tests.Support.Rules.Dockerfiles;

/// <summary>Reads Dockerfiles: continued lines, comments, here-documents, arguments in <c>FROM</c>.</summary>
public static partial class DockerfileReader
{
    private const int Longest = 4096;

    /// <summary>Reads a text.</summary>
    /// <param name="file">The file it comes from, for findings.</param>
    /// <param name="text">The text; one that is no Dockerfile has no stages.</param>
    /// <param name="target">The stage that is built; null for the last one.</param>
    /// <param name="inline">True when the text stands in the compose file.</param>
    public static Dockerfile Read(string file, string text, string? target = null, bool inline = false)
    {
        List<Stage> stages = [];
        List<Instruction> open = [];
        Dictionary<string, string> arguments = [];
        foreach (var instruction in Instructions(text))
        {
            if (instruction.Name == "FROM")
            {
                var words = Words(instruction.Arguments);
                var name = words.Count > 2 && words[1].Equals("AS", StringComparison.OrdinalIgnoreCase) ? words[2].ToLowerInvariant() : "";
                stages.Add(new(name, Filled(words.FirstOrDefault() ?? "", arguments), instruction.Line, open = []));
            }
            else if (stages.Count == 0 && instruction.Name == "ARG" && instruction.Arguments.Split('=', 2) is [var key, var value])
            {
                arguments[key.Trim()] = Cut(Filled(value.Trim().Trim('"'), arguments));
            }
            else if (stages.Count > 0)
            {
                open.Add(instruction);
            }
        }

        return new(file, stages, target, inline);
    }

    private static List<string> Words(string from) =>
        [.. from.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => !word.StartsWith("--", StringComparison.Ordinal))];

    // Cut, since arguments that name each other double with each line.
    internal static string Filled(string text, Dictionary<string, string> arguments) => Variable().Replace(Cut(text), match =>
        arguments.GetValueOrDefault(match.Groups["name"].Value) is { } value ? value
        : match.Groups["default"].Success ? match.Groups["default"].Value : $"${{{match.Groups["name"].Value}}}");

    private static string Cut(string text) => text.Length > Longest ? text[..Longest] : text;

    private static IEnumerable<Instruction> Instructions(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            var start = at;
            var joined = new StringBuilder();
            for (; at < lines.Length; at++)
            {
                var line = lines[at].Trim();
                if (line.Length == 0 || line[0] == '#')
                {
                    if (joined.Length == 0)
                    {
                        break;
                    }

                    continue;
                }

                joined.Append(line.TrimEnd('\\')).Append(' ');
                if (!line.EndsWith('\\'))
                {
                    break;
                }
            }

            var whole = joined.ToString().Trim();
            if (HereDocument().Match(whole) is { Success: true } here)
            {
                var end = Array.FindIndex(lines, Math.Min(at + 1, lines.Length), line => line.Trim() == here.Groups["end"].Value);
                whole += " " + string.Join(" ; ", lines[Math.Min(at + 1, lines.Length)..(end < 0 ? lines.Length : end)]);
                at = end < 0 ? lines.Length : end;
            }

            if (whole.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries) is [var name, .. var rest])
            {
                yield return new(name.ToUpperInvariant(), rest.FirstOrDefault() ?? "", start + 1);
            }
        }
    }

    [GeneratedRegex(@"\$\{?(?<name>\w+)(:?-(?<default>[^}]*))?\}?")]
    private static partial Regex Variable();

    [GeneratedRegex("""<<-?["']?(?<end>\w+)["']?""")]
    private static partial Regex HereDocument();
}
