using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Guarantees;
using NUnit.Framework;

namespace Archiv.Tests.Support.Stacks;

/// <summary>The containers that a fault or an update must leave alone.</summary>
public static class Neighbours
{
    /// <summary>Each is the same container as before, not restarted; else the row is broken and names those that are not.</summary>
    /// <param name="before">The containers before.</param>
    /// <param name="after">All containers after.</param>
    /// <exception cref="AssertionException">One is another, restarted or gone.</exception>
    public static void MustBeTheSame(IEnumerable<ServiceState> before, IReadOnlyDictionary<string, ServiceState> after)
    {
        var changed = before.Where(was => !was.IsSame(after.GetValueOrDefault(was.Service))).ToList();
        if (changed.Count > 0)
        {
            Judgement.Note.Look(
                string.Join(", ", changed.Select(was => was.Name)),
                $"the same container of {string.Join(", ", changed.Select(was => was.Service))}, not restarted",
                string.Join("; ", changed.Select(was => $"{was} became {after.GetValueOrDefault(was.Service)?.ToString() ?? "nothing"}")));
            Assert.Fail($"expected {Judgement.Note.Expected}, but {Judgement.Note.Seen}");
        }
    }
}
