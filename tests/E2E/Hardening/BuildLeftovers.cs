using System.Text.RegularExpressions;

namespace Archiv.Tests.E2E.Hardening;

/// <summary>Files of an image that only its build needed.</summary>
internal static partial class BuildLeftovers
{
    private static readonly (string What, Regex Pattern)[] Patterns =
    [
        ("compiler or build tool", Tool()),
        ("cache of a package manager", Cache()),
        ("source or build file", Source()),
    ];

    /// <summary>What is looked for.</summary>
    public static IEnumerable<string> Kinds => Patterns.Select(pattern => pattern.What);

    /// <summary>What was found of each kind.</summary>
    /// <param name="files">Absolute paths in the image.</param>
    public static IEnumerable<(string What, IReadOnlyList<string> Found)> In(IReadOnlyList<string> files) =>
        Patterns.Select(pattern => (pattern.What, (IReadOnlyList<string>)[.. files.Where(file => pattern.Pattern.IsMatch(file))]));

    // The guide's base images, of Node and Python, bring their own package manager along; one that is installed besides lies elsewhere.
    [GeneratedRegex(@"^(?!/usr/local/bin/(npm|npx|yarn|pip3?)$|/usr/local/lib/node_modules/npm/|/opt/yarn-v[^/]+/).*/(s?bin|sdk/[^/]+)/([\w.]+-linux-\w+-)?(gcc|g\+\+|cc|c\+\+|clang|tcc|ld|make|cmake|ninja|javac|mvn|gradle|npm|npx|yarn|pnpm|pip3?|cargo|rustc|go|git|tsc|MSBuild\.dll)(-[\d.]+)?$|/cc1$")]
    private static partial Regex Tool();

    [GeneratedRegex(@"^/var/lib/apt/lists/.+_(Packages|InRelease|Release)|^/var/cache/apt/.+\.(deb|bin)$|^/var/cache/apk/.+|/\.npm/_cacache/|/\.cache/(pip|yarn|go-build)/|/\.nuget/packages/|/\.m2/repository/")]
    private static partial Regex Cache();

    // Packages come with the types of what they hold.
    [GeneratedRegex(@"^(?!.*/node_modules/.*\.d\.ts$).*\.(csproj|cs|sln|java|tsx?)$|/\.git/|/(Dockerfile|tsconfig\.json|pom\.xml|build\.gradle)$")]
    private static partial Regex Source();
}
