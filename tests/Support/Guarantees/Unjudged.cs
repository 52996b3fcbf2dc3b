using System.Diagnostics.CodeAnalysis;
using NUnit.Framework;

namespace Archiv.Tests.Support.Guarantees;

/// <summary>Ends a test without a judgement: the verdict is unknown, never held.</summary>
public static class Unjudged
{
    /// <summary>The row cannot be judged now; the reason names the remedy where there is one.</summary>
    [DoesNotReturn]
    public static void Because(string reason)
    {
        Assert.Inconclusive(reason);
        throw new InvalidOperationException(reason);
    }

    /// <summary>This host lacks what the row needs; printed as not applicable, and as unknown under <c>--strict</c>.</summary>
    [DoesNotReturn]
    public static void NotApplicable(string reason)
    {
        Judgement.Note.NotApplicable = true;
        Because(reason);
    }
}
