using System.CommandLine;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Rules;
using Archiv.Tests.Tools.Checking;

namespace Archiv.Tests.Tools.Commands;

/// <summary><c>check</c>: the static rows on any compose file.</summary>
internal static class CheckCommand
{
    private const string Description = """
        Judges compose files by the rules of docs/checks.md: no engine, no container, no network. Several files are merged as behind `docker compose -f`.
        Exit code: 0 no finding (notes change nothing), 1 findings, 3 wrong use, or a file that cannot be read.

        Examples:
          scripts/check docker-compose.yml
          scripts/check docker-compose.yml docker-compose.gpu.yml --env .env
          scripts/check docker-compose.yml --format sarif > check.sarif
        """;

    private static readonly Dictionary<string, Func<CheckReport, string>> Formats = new(StringComparer.Ordinal)
    {
        ["text"] = CheckText.Write,
        ["json"] = CheckJson.Write,
        ["sarif"] = CheckSarif.Write,
        ["github"] = CheckGithub.Write,
    };

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new Command("check", Description);
        var files = new Argument<string[]>("FILE") { Description = "Compose files, in the order in which they are merged.", Arity = ArgumentArity.OneOrMore };
        var env = new Option<string?>("--env") { Description = "Values of all variables; default: those of .env.example beside the first file, and what has none stays symbolic.", HelpName = "FILE" };
        var format = new Option<string>("--format") { Description = $"{string.Join(", ", Formats.Keys)}.", DefaultValueFactory = _ => "text", HelpName = "F" };
        var json = new Option<bool>("--json") { Description = "The same as --format json." };
        command.Add(files);
        command.Add(env);
        command.Add(format);
        command.Add(json);
        command.SetAction(parsed => Run(parsed.GetValue(files) ?? [], parsed.GetValue(env), parsed.GetValue(json) ? "json" : parsed.GetValue(format)!));
        return command;
    }

    private static int Run(string[] named, string? env, string format)
    {
        var write = Formats.GetValueOrDefault(format) ?? throw new WrongUse($"'{format}' is no format. Known: {string.Join(", ", Formats.Keys)}");
        string[] files = [.. named.Select(Existing)];
        try
        {
            var report = Checker.Check(files, env is null ? null : Surroundings.Variables(Existing(env)), Environment.CurrentDirectory);
            if (write(report) is { Length: > 0 } text)
            {
                Console.Out.WriteLine(text);
            }

            return report.ExitCode;
        }
        catch (ComposeSyntaxException wrong)
        {
            if (format == "github")
            {
                Console.Out.WriteLine(CheckGithub.Command("error", wrong.File, wrong.Line, wrong.Column, "unreadable", wrong.Sentence));
            }

            throw new WrongUse(wrong.Message.ReplaceLineEndings(" "));
        }
    }

    private static string Existing(string file) =>
        File.Exists(file) ? Path.GetFullPath(file) : throw new WrongUse($"there is no file {file}");
}
