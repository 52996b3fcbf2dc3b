using Archiv.Tests.Load;
using Archiv.Tests.Support.Clients;
using Archiv.Tests.Support.Loads;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Loads;

/// <summary>The judgements of load rows, on stacks that keep their letter and not their sense.</summary>
[Parallelizable]
public sealed class OracleTests
{
    private static readonly RepeatedQuestions Mix = new(["a", "b", "c"], 50);

    // A question every two seconds, each answered in one.
    private static List<Sample> Load(Func<int, int> status, double latency = 1) =>
        [.. Enumerable.Range(0, 40).Select(number => new Sample(2 * number, 0, latency, status(number)) { Number = number })];

    [Test]
    public void A_stack_that_answers_all_must_hold()
    {
        var load = Load(_ => 200);

        Searches.EndInTime(load, 62);
        Searches.HaveResults(load, 0.95, "all");
        Repeats.MustBeAnswered(load, Mix).Should().Contain("17 that came again");
        Repeats.Different(load, Mix).Should().Be(23);
    }

    [Test]
    public void A_stack_that_answers_one_search_and_refuses_all_others_must_be_broken()
    {
        var load = Load(number => number == 0 ? 200 : 503);

        Broken(() => Searches.HaveResults(load, 0.95, "all"));
        Broken(() => Repeats.MustBeAnswered(load, Mix));
    }

    [Test]
    public void One_refused_question_that_came_again_must_be_broken()
    {
        var load = Load(number => number == 38 ? 503 : 200);

        Mix.Of(38).Should().NotBeNull();
        Searches.HaveResults(load, 0.95, "all");
        Broken(() => Repeats.MustBeAnswered(load, Mix));
    }

    [Test]
    public void A_load_without_a_question_that_came_again_must_be_unknown() => Unknown(() => Repeats.MustBeAnswered(Load(_ => 200)[..2], Mix));

    [TestCase(30, 31.9, true)]
    [TestCase(30, 61, false)]
    [TestCase(60, 61, true)]
    public void A_search_must_end_within_the_time_that_was_set(double timeout, double latency, bool inTime) =>
        Searches.InTime(new Sample(0, 0, latency, 503), timeout + 2).Should().Be(inTime);

    [TestCase(200, "application/json", null, "{\"filters\":{},\"documents\":[]}", true)]
    [TestCase(200, "application/json", null, "{\"documents\":[],\"total\":0}", false)]
    [TestCase(200, "application/json", null, "{}", false)]
    [TestCase(200, "text/html", null, "<p>We are back soon", false)]
    [TestCase(200, "application/json", null, "", false)]
    [TestCase(503, "application/problem+json", "10", "{}", true)]
    [TestCase(503, "application/problem+json", null, "{}", false)]
    [TestCase(503, "text/html", "10", "<p>Busy", false)]
    [TestCase(502, "text/html", null, "", true)]
    public void An_answer_must_be_what_its_status_says(int status, string type, string? retryAfter, string body, bool proper) =>
        Searches.Proper(new Answer("POST", status, type, retryAfter, body, null, TimeSpan.Zero)).Should().Be(proper);

    [Test]
    public void A_result_that_is_none_must_be_broken()
    {
        var load = Load(_ => 200).Select(sample => sample with { Proper = sample.Number > 0 }).ToList();

        Broken(() => Searches.EndInTime(load, 62)).Should().Contain("200 that is no result");
    }

    [Test]
    public void Late_refusals_at_any_step_above_capacity_must_be_broken()
    {
        Refusals.MustComeEarly([(2, []), (5, [0.1]), (10, [0.1, 0.1])], 2);
        Broken(() => Refusals.MustComeEarly([(2, [30]), (5, [0.1]), (10, [0.1, 0.1])], 2));
        Broken(() => Refusals.MustComeEarly([(2, [0.1]), (5, [0.1]), (10, [])], 2));
    }

    [Test]
    public void One_refusal_must_not_be_a_saturated_search()
    {
        Saturation.Share(Load(number => number == 5 ? 503 : 200), search: 2, length: 80).Should().Be(1 / 40.0);
        Saturation.Share(Load(_ => 503), search: 2, length: 80).Should().Be(1);
        Saturation.Share(Load(_ => 200, latency: 5), search: 2, length: 80).Should().Be(1);
    }

    [TestCase(1.05, 1, 1.125)]
    [TestCase(0.95, 0.875, 1)]
    [TestCase(1.3, 1.25, 1.375)]
    [TestCase(0.7, 0.625, 0.75)]
    [TestCase(0.05, 0, 0.125)]
    [TestCase(3.3, 3.25, 3.375)]
    [TestCase(100, 4.875, null)]
    public async Task The_largest_load_must_be_found_or_said_not_to_be(double capacity, double kept, double? lost) =>
        (await Bisection.Of(1, 0.125, times => Task.FromResult(times <= capacity))).Should().Be((kept, lost));

    [TestCase(45, 0.77, TestName = "The stand-in's load must be one")]
    [TestCase(2, 18, TestName = "The load of prod must be one")]
    [TestCase(45, 3.1, TestName = "More than can be computed must be one")]
    public void A_stated_load_near_what_is_meant_must_be_one(double perMinute, double alone) => StatedLoad.MustBeALoad(perMinute, alone);

    [TestCase(45, 0.39)]
    [TestCase(2, 5)]
    public void A_stated_load_that_nobody_notices_must_be_unknown(double perMinute, double alone) => Unknown(() => StatedLoad.MustBeALoad(perMinute, alone));

    private static string Broken(Action judge)
    {
        using var own = new NUnit.Framework.Internal.TestExecutionContext.IsolatedContext();
        return FluentActions.Invoking(judge).Should().Throw<AssertionException>().Which.Message;
    }

    private static void Unknown(Action judge)
    {
        using var own = new NUnit.Framework.Internal.TestExecutionContext.IsolatedContext();
        FluentActions.Invoking(judge).Should().Throw<InconclusiveException>();
    }
}
