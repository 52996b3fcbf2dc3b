namespace Archiv.Tests.Self.Conformance.Toxiproxy;

/// <summary>
/// Where the stand-in deliberately answers otherwise than the original did. Every entry is a case that must differ: when one
/// agrees, or names no case any more, a test fails.
/// </summary>
internal static class KnownDifferences
{
    private const string Refused = "values that bring the original down are refused with 400";
    private const string Follows = "follows from a refused toxic";

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["03 defaults of slicer"] = Refused,
        ["03 all toxics"] = Follows,
        ["03 proxy with all toxics"] = Follows,
        ["03 order: upstream first"] = Follows,
        ["03 bandwidth attributes {\"rate\":-1}"] = Refused,
        ["03 slicer attributes {\"average_size\":0}"] = Refused,
        ["03 slicer attributes {\"average_size\":10,\"size_variation\":20}"] = Refused,
        ["03 slicer attributes {\"average_size\":-1}"] = Refused,
    };

    /// <summary>Differences of behaviour; each is the name of a test in <see cref="BetterThanOriginalTests"/> or <see cref="HalfCloseTests"/>.</summary>
    public static IReadOnlyDictionary<string, string> Behaviour { get; } = new Dictionary<string, string>
    {
        [nameof(HalfCloseTests.An_answer_after_the_clients_half_close_arrives)] = "a half-close is passed on; -no-half-close gives the original's way",
        [nameof(HalfCloseTests.Data_after_the_servers_half_close_arrives)] = "a half-close is passed on; -no-half-close gives the original's way",
        [nameof(BetterThanOriginalTests.A_client_that_does_not_read_blocks_nobody)] = "the original answers 503 after 25 s and its other calls hang",
        [nameof(BetterThanOriginalTests.A_hanging_dial_blocks_nobody)] = "the original accepts nobody else and DELETE hangs for 25 s",
        [nameof(BetterThanOriginalTests.A_dial_has_a_limit)] = "the original waits as long as the kernel does; -dial-timeout sets the limit",
        [nameof(BetterThanOriginalTests.A_value_that_brings_the_original_down_is_refused)] = Refused,
    };

    public static string? Find(Exchange exchange) => All.GetValueOrDefault($"{exchange.File[..2]} {exchange.Title}");
}
