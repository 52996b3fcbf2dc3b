using System.Text.RegularExpressions;

namespace Archiv.Tests.Self.Conformance.Toxiproxy;

/// <summary>
/// Where the stand-in deliberately answers otherwise than the original did. Every entry is a case that must differ: when one
/// agrees, or names no case any more, a test fails.
/// </summary>
internal static class KnownDifferences
{
    private const string Refused = "400 instead of a toxic whose first byte brings the original's process down";
    private const string NotListed = "the list lacks the slicer with average_size 0, which this server refuses: the original's process dies of it";
    private const string HalfClose = "a half-close is passed on, as a TCP peer expects; the original loses the answer (-no-half-close does it its way)";

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["03 defaults of slicer"] = Refused,
        ["03 all toxics"] = NotListed,
        ["03 proxy with all toxics"] = NotListed,
        ["03 order: upstream first"] = NotListed,
        ["03 bandwidth attributes {\"rate\":-1}"] = Refused,
        ["03 slicer attributes {\"average_size\":0}"] = Refused,
        ["03 slicer attributes {\"average_size\":10,\"size_variation\":20}"] = Refused,
        ["03 slicer attributes {\"average_size\":-1}"] = Refused,
    };

    /// <summary>Differences of behaviour: each test that is marked as one, with its reason.</summary>
    public static IReadOnlyDictionary<string, string> Behaviour { get; } = new Dictionary<string, string>
    {
        [nameof(HalfCloseTests.An_answer_after_the_clients_half_close_arrives)] = HalfClose,
        [nameof(HalfCloseTests.Data_after_the_servers_half_close_arrives)] = HalfClose,
        [nameof(BetterThanOriginalTests.A_client_that_does_not_read_blocks_nobody)] = "the original answers 503 after 25 s and its other calls hang",
        [nameof(BetterThanOriginalTests.A_hanging_dial_blocks_nobody)] = "the original accepts nobody else and DELETE hangs for 25 s",
        [nameof(BetterThanOriginalTests.A_dial_has_a_limit)] = "the original waits as long as the kernel does; -dial-timeout sets the limit",
        [nameof(BetterThanOriginalTests.A_value_that_brings_the_original_down_is_refused)] = Refused,
        [nameof(BetterThanOriginalTests.A_change_to_such_a_value_is_refused_and_changes_nothing)] = "400, and the toxic keeps its values; the original takes them and dies of the next byte",
        [nameof(BetterThanOriginalTests.A_log_that_nobody_reads_blocks_nobody)] = "lines beyond 65,536 waiting ones are lost; the original's connections wait for the reader of its output",
        [nameof(BetterThanOriginalTests.Memory_stays_small_under_fifty_stuck_connections)] = "what waits inside toxics is bounded for all connections together; the original took 461 MiB for 50 bulk connections",
        [nameof(OtherDifferenceTests.A_body_has_a_limit)] = "413 beyond 32 MiB; the original has no limit",
        [nameof(OtherDifferenceTests.A_reset_goes_by_name_and_stops_where_a_proxy_cannot_listen)] = "the original goes in a random order",
        [nameof(OtherDifferenceTests.An_ordinary_close_is_not_warned_of)] = "the ends of both directions are passed on; the original ends one by force and warns (-no-half-close does it its way)",
        [nameof(OtherDifferenceTests.Bandwidth_above_10_megabytes_a_second_is_kept)] = "within a few per cent; the original stays 14 to 17 % below",
        [nameof(OtherDifferenceTests.The_level_trace_adds_nothing)] = "the original tells about its insides",
        [nameof(LogTests.The_caller_of_an_unrecorded_line_has_no_line_number)] = "which line of its source the original names is only recorded for some; inventing one would be worse",
        [nameof(MetricsTests.Figures_of_Gos_runtime_without_a_counterpart_are_0)] = "this program has no Go runtime: the families are there, with .NET's figures where there are any",
    };

    /// <summary>What this server answers where the recorded list has a slicer that it refuses: the same without it. Null where another answer is due.</summary>
    public static string? WithoutSlicer(Exchange exchange, string recorded)
    {
        if (Find(exchange) != NotListed)
        {
            return null;
        }

        var shorter = Regex.Replace(recorded, """\{"attributes":\{"average_size":[^}]*\},"name":"slicer_downstream"[^}]*\},""", "");
        return shorter.Replace($"Content-Length: {Body(recorded)}", $"Content-Length: {Body(shorter)}", StringComparison.Ordinal);
    }

    private static int Body(string answer) => answer.Length - answer.IndexOf("\n\n", StringComparison.Ordinal) - 2;

    public static string? Find(Exchange exchange) => All.GetValueOrDefault($"{exchange.File[..2]} {exchange.Title}");
}
