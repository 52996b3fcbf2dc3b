namespace Archiv.Tests.Support.Rules.Dockerfiles;

/// <summary>What a <c>RUN</c> leaves in an image that only a build needs.</summary>
public static class BuildTools
{
    private static readonly string[] Managers = ["apt-get", "apt", "apk", "dnf", "yum", "microdnf"];

    private static readonly string[] Packages =
    [
        "build-essential", "build-base", "gcc", "g++", "make", "cmake", "clang", "python-dev", "python3-dev", "python-devel", "python3-devel", "golang", "go", "cargo", "rust", "rustc",
        "maven", "gradle", "default-jdk", "git", "musl-dev", "libc6-dev",
    ];

    // Places from which a shell or tar gets a whole toolchain.
    private static readonly (string Part, string Tool)[] Downloads = [("rustup", "rustc"), ("go.dev/dl/", "go"), ("dl.google.com/go/", "go"), ("get.sdkman.io", "a JDK")];

    private static readonly string[] Production = ["--omit=dev", "--production", "--only=prod", "--only=production", "--prod", "-P", "NODE_ENV=production"];

    /// <summary>The build tool that the instruction installs; null where there is none, or where it is removed in the same layer.</summary>
    public static string? In(string run)
    {
        var commands = RunCommands.Of(run);
        return commands.Any(IsRemoval) ? null : commands.Select(Tool).FirstOrDefault(tool => tool is not null);
    }

    /// <summary>Whether it installs the packages of development.</summary>
    public static bool HasDevelopment(string run) => RunCommands.Of(run).Any(words =>
        Array.FindIndex(words, word => word is "npm" or "yarn" or "pnpm") is var at and >= 0 && at + 1 < words.Length
        && IsInstall(words[at], words[at + 1]) && !words.Any(Production.Contains) && !Has(words, "--omit", "dev"));

    private static bool IsInstall(string program, string verb) => program switch
    {
        "npm" => verb is "ci" or "i" or "install",
        "yarn" => verb == "install",
        _ => verb is "i" or "install",
    };

    private static string? Tool(string[] words)
    {
        if (words.FirstOrDefault(word => word is "rustup" or "rustup-init" || word.Contains("://", StringComparison.Ordinal)) is { } from
            && Downloads.FirstOrDefault(known => from.Contains(known.Part, StringComparison.Ordinal)).Tool is { } downloaded)
        {
            return downloaded;
        }

        var manager = Array.FindIndex(words, word => Managers.Contains(Path.GetFileName(word)));
        var verb = manager < 0 ? -1 : Array.FindIndex(words, manager, word => word is "install" or "add");
        return verb < 0 ? null : words[verb..].FirstOrDefault(IsTool);
    }

    // With its version: gcc=13.2, gcc-13.
    private static bool IsTool(string word) =>
        word.Split('=', '~', '<', '>')[0] is var name && (Packages.Contains(name) || (name.StartsWith("openjdk", StringComparison.Ordinal) && name.Contains("-jdk", StringComparison.Ordinal))
        || Packages.Any(package => name.StartsWith(package + "-", StringComparison.Ordinal) && name[(package.Length + 1)..].All(c => char.IsAsciiDigit(c) || c == '.')));

    private static bool IsRemoval(string[] words) => words.Any(word => word is "del" or "purge");

    private static bool Has(string[] words, string first, string second) => words.Zip(words.Skip(1)).Any(pair => pair == (first, second));
}
