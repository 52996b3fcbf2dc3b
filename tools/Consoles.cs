using Spectre.Console;

namespace Archiv.Tests.Tools;

/// <summary>The two consoles; colours only on a terminal, and not with NO_COLOR.</summary>
internal static class Consoles
{
    // Wide enough that a log of a CI does not break every sentence.
    private const int WidthWithoutTerminal = 160;

    /// <summary>For results.</summary>
    public static IAnsiConsole Out { get; } = Create(Console.Out, Console.IsOutputRedirected);

    /// <summary>For progress and messages where results are read by a program.</summary>
    public static IAnsiConsole Error { get; } = Create(Console.Error, Console.IsErrorRedirected);

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            // See no-color.org: any value but the empty one.
            ColorSystem = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        if (redirected)
        {
            console.Profile.Width = WidthWithoutTerminal;
        }

        return console;
    }
}
