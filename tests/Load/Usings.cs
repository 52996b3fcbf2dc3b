global using Archiv.Tests.Support.Clients;
global using Archiv.Tests.Support.Guarantees;
global using Archiv.Tests.Support.Loads;
global using Archiv.Tests.Support.Profiles;
global using Archiv.Tests.Support.Stacks;
global using FluentAssertions;
global using NUnit.Framework;
