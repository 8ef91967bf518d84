using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClusterTic.Membership.Migrations
{
    /// <inheritdoc />
    public partial class Activity : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "confirmed_class",
                table: "organisations",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "confirmed_class_year",
                table: "organisations",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "export_share",
                table: "organisations",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<List<string>>(
                name: "languages",
                table: "organisations",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string>(
                name: "sector",
                table: "organisations",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "startup_label",
                table: "organisations",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "startup_label_until",
                table: "organisations",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "turnover_band",
                table: "organisations",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "confirmed_class",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "confirmed_class_year",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "export_share",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "languages",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "sector",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "startup_label",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "startup_label_until",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "turnover_band",
                table: "organisations");
        }
    }
}
