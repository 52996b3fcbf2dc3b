using System.CommandLine;

namespace Archiv.Tests.Tools;

/// <summary>Runs a command and turns what it throws into the exit codes of the contract.</summary>
internal static class CommandLine
{
    /// <summary>Parses and runs; wrong use is one line on stderr and <see cref="ExitCode.WrongUse"/>.</summary>
    public static async Task<int> RunAsync(RootCommand root, IReadOnlyList<string> arguments)
    {
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            return Refuse(string.Join("; ", parsed.Errors.Select(error => error.Message.TrimEnd('.'))) + ". See --help.");
        }

        try
        {
            // Signals are our own business: the library would end the process after two seconds.
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (WrongUse wrong)
        {
            return Refuse(wrong.Message);
        }
        catch (TypeInitializationException setup) when (setup.InnerException is ArgumentException wrong)
        {
            // Support reads the profile of the environment when it is first touched.
            return Refuse(wrong.Message.Split(" (Parameter", 2)[0]);
        }
        catch (Exception defect) when (defect is not OperationCanceledException)
        {
            // A defect of this program must not look like a verdict, and never like a green one.
            Console.Error.WriteLine($"archiv-tests: internal error: {defect}");
            return ExitCode.Unknown;
        }
    }

    private static int Refuse(string message)
    {
        Console.Error.WriteLine($"archiv-tests: {message}");
        return ExitCode.WrongUse;
    }
}
