using System.Reflection;
using Archiv.Tests.Self.Conformance.Ollama;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Differences;

/// <summary>Collects the cases that are marked as known differences, wherever a contract keeps its marks.</summary>
internal static class MarkedCases
{
    private static readonly IReadOnlyDictionary<string, string> Behaviour = Toxiproxy.KnownDifferences.Behaviour;

    public static IEnumerable<KnownDifference> All => [.. ModelServerExchanges(), .. ModelServerBehaviour(), .. FaultProxyExchanges(), .. FaultProxyBehaviour(), .. Reaper()];

    public static IReadOnlyCollection<KnownDifference> ModelServerExchanges() =>
        [.. HttpCaseTests.Cases.Where(one => one.KnownDifference.Length > 0).Select(one => new KnownDifference($"{one.Id}: `{one.Request}`", one.KnownDifference))];

    public static IReadOnlyCollection<KnownDifference> ModelServerBehaviour() => Described(typeof(HttpCaseTests).Namespace!);

    public static IReadOnlyCollection<KnownDifference> FaultProxyExchanges() =>
        [.. Toxiproxy.KnownDifferences.All.Select(one => new KnownDifference($"`{one.Key}`", one.Value))];

    public static IReadOnlyCollection<KnownDifference> FaultProxyBehaviour() =>
    [
        .. Tests(typeof(Toxiproxy.KnownDifferences).Namespace!)
            .Where(test => test.Name != nameof(Toxiproxy.TranscriptTests.Answers_as_recorded))
            .Select(test => new KnownDifference(Sentence(test.Name), Behaviour[test.Name])),
    ];

    public static IReadOnlyCollection<KnownDifference> Reaper() => Described(typeof(Ryuk.KnownDifferenceTests).Namespace!);

    private static IReadOnlyCollection<KnownDifference> Described(string area) =>
        [.. Tests(area).Select(test => new KnownDifference(Sentence(test.Name), (string?)test.GetCustomAttribute<DescriptionAttribute>()?.Properties.Get("Description") ?? ""))];

    private static IEnumerable<MethodInfo> Tests(string area) => typeof(MarkedCases).Assembly.GetTypes()
        .Where(type => type.Namespace == area)
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(method => method.IsDefined(typeof(TestAttribute)) || method.IsDefined(typeof(TestCaseAttribute)))
        .Where(method => Marked(method) || Marked(method.DeclaringType!))
        .OrderBy(method => method.DeclaringType!.Name, StringComparer.Ordinal).ThenBy(method => method.Name, StringComparer.Ordinal);

    private static bool Marked(MemberInfo member) => member.GetCustomAttributes<CategoryAttribute>().Any(one => one.Name == "KnownDifference");

    private static string Sentence(string name) => name.Replace('_', ' ');
}
