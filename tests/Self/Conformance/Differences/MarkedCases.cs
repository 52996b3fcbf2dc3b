using System.Reflection;
using System.Text.RegularExpressions;
using Archiv.Tests.Self.Conformance.Ollama;
using Archiv.Tests.Self.Conformance.Ryuk;
using Archiv.Tests.Support;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Differences;

/// <summary>Collects the cases that are marked as known differences, wherever a contract keeps its marks.</summary>
internal static partial class MarkedCases
{
    private static readonly IReadOnlyDictionary<string, string> Behaviour = Toxiproxy.KnownDifferences.Behaviour;

    public static IReadOnlyCollection<KnownDifference> ModelServer() =>
        [.. HttpCaseTests.Cases.Where(one => one.KnownDifference.Length > 0).Select(one => new KnownDifference($"{one.Id}: `{one.Request}`", one.KnownDifference))];

    /// <summary>The rest of the README's list, which a test of its own holds against the cases.</summary>
    public static IReadOnlyCollection<KnownDifference> ModelServerWithoutCase()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "standins", "images", "ollama", "README.md"));
        var cases = HttpCaseTests.Cases.Select(one => one.Id).ToHashSet();
        return
        [
            .. Row().Matches(readme[readme.IndexOf("## Known differences", StringComparison.Ordinal)..])
                .Select(row => new KnownDifference(row.Groups["what"].Value, row.Groups["why"].Value))
                .Where(one => one.What is not ("What" or "---") && !cases.Contains(one.What)),
        ];
    }

    public static IReadOnlyCollection<KnownDifference> FaultProxyExchanges() =>
        [.. Toxiproxy.KnownDifferences.All.Select(one => new KnownDifference($"`{one.Key}`", one.Value))];

    public static IReadOnlyCollection<KnownDifference> FaultProxyBehaviour() =>
    [
        .. Tests(typeof(Toxiproxy.KnownDifferences).Namespace!)
            .Where(test => test.Name != nameof(Toxiproxy.TranscriptTests.Answers_as_recorded))
            .Select(test => new KnownDifference(Sentence(test.Name), Behaviour.GetValueOrDefault(test.Name, "follows from the others"))),
    ];

    public static IReadOnlyCollection<KnownDifference> Reaper() =>
    [
        .. Tests(typeof(KnownDifferenceTests).Namespace!).Select(test =>
            new KnownDifference(Sentence(test.Name), (string?)test.GetCustomAttribute<DescriptionAttribute>()?.Properties.Get("Description") ?? "")),
    ];

    private static IEnumerable<MethodInfo> Tests(string area) => typeof(MarkedCases).Assembly.GetTypes()
        .Where(type => type.Namespace == area)
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(method => method.IsDefined(typeof(TestAttribute)) || method.IsDefined(typeof(TestCaseAttribute)))
        .Where(method => Marked(method) || Marked(method.DeclaringType!))
        .OrderBy(method => method.DeclaringType!.Name, StringComparer.Ordinal).ThenBy(method => method.Name, StringComparer.Ordinal);

    private static bool Marked(MemberInfo member) => member.GetCustomAttributes<CategoryAttribute>().Any(one => one.Name == "KnownDifference");

    private static string Sentence(string name) => name.Replace('_', ' ');

    [GeneratedRegex(@"^\| (?<what>[^|]+?) \| (?<why>[^|]+?) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
