namespace Standins.Toxiproxy.Cli;

/// <summary>The help texts, in the folder Help: recorded from the original, or in its layout where a command's own was not recorded.</summary>
internal static class CliHelp
{
    /// <summary>The help of the program ("main"), of a command, or of one of the toxic commands ("toxic-add").</summary>
    public static string Of(string command)
    {
        using var reader = new StreamReader(typeof(CliHelp).Assembly.GetManifestResourceStream($"{command}.txt")!);
        return reader.ReadToEnd().TrimEnd('\n');
    }
}
