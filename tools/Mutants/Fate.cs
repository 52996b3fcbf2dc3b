namespace Archiv.Tests.Tools.Mutants;

/// <summary>What became of a mutant.</summary>
internal enum Fate
{
    /// <summary>Every row that it must break was broken.</summary>
    Killed,

    /// <summary>Killed, but a row that it is not about turned red without a reason in <c>mayBreak</c>: a defect of that row or of the mutant.</summary>
    Spilled,

    /// <summary>Killed, but the report's line of a row that it broke leaves out where, when or why: a defect of that row.</summary>
    Unexplained,

    /// <summary>A row that it must break held: a defect of the suite.</summary>
    Survived,

    /// <summary>A row that it must break could not be judged.</summary>
    Undecided,
}
