using System.Diagnostics;

namespace Archiv.Tests.Tools.Judging;

/// <summary>The docker command, for what this program itself needs: is the engine there, which images, what is left over.</summary>
internal static class DockerCommand
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>Runs docker and returns its exit code and the lines it printed; a command that does not end in time counts as failed.</summary>
    public static async Task<(int ExitCode, string[] Lines, string Error)> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("docker") { RedirectStandardOutput = true, RedirectStandardError = true };
        arguments.ToList().ForEach(start.ArgumentList.Add);
        try
        {
            using var process = Process.Start(start)!;
            using var deadline = new CancellationTokenSource(Deadline);
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var error = process.StandardError.ReadToEndAsync(deadline.Token);
            try
            {
                await process.WaitForExitAsync(deadline.Token);
                return (process.ExitCode, (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries), (await error).Trim());
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                return (-1, [], $"docker {arguments[0]} gave no answer within {Deadline.TotalSeconds:0} s");
            }
        }
        catch (System.ComponentModel.Win32Exception absent)
        {
            return (-1, [], absent.Message);
        }
    }
}
