using Archiv.Backend.Search;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Backend;

/// <summary>What counts as the same question, and what the model's answer becomes.</summary>
[TestFixture]
public sealed class QuestionTests
{
    [TestCase("Briefe von Anna?", "briefe  von anna", ExpectedResult = true)]
    [TestCase("Briefe von Anna", "Briefe an Anna", ExpectedResult = false)]
    public bool Questions_must_share_a_cache_entry_only_when_they_mean_the_same(string one, string other) =>
        Question.Check(one, out _)!.CacheKey("m") == Question.Check(other, out _)!.CacheKey("m");

    [Test]
    public void Another_model_must_have_another_cache_entry()
    {
        var question = Question.Check("Briefe", out _)!;

        question.CacheKey("qwen2.5:7b").Should().NotBe(question.CacheKey("qwen3:8b"));
    }

    [Test]
    public void Words_that_repeat_another_filter_must_be_dropped()
    {
        var filters = Filters.Read("""{"persons":["Anna"],"places":["Breslau"],"fromYear":null,"toYear":1913,"types":["Brief"],"words":["Annas","Briefe","1914","Hochzeit","Hochzeit"]}""");

        filters.Words.Should().Equal("Hochzeit");
    }

    [Test]
    public void Years_must_be_in_order_and_plausible()
    {
        var filters = Filters.Read("""{"persons":[],"places":[],"fromYear":1920,"toYear":1910,"types":[],"words":[]}""");
        var wild = Filters.Read("""{"persons":[],"places":[],"fromYear":5,"toYear":99999999999,"types":[],"words":[]}""");

        (filters.FromYear, filters.ToYear).Should().Be((1910, 1920));
        (wild.FromYear, wild.ToYear).Should().Be((null, null));
    }
}
